"""Twenty tables of shipped sets, as different as the catalog has them."""

TABLES: dict[str, tuple[str, ...]] = {
    "the main job": ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"),
    "Colorado 2018": ("cpc-plus-2018", "co-sim-cpc-plus-cqm-2017", "hedis-2018", "mssp-aco-2018"),
    "Colorado 2023": (
        "co-acc-rae-kpi-2023", "primary-care-first-2022", "hedis-my-2023",
        "medicaid-adult-core-set-2023",
    ),
    "Massachusetts": (
        "ma-quality-alignment-taskforce-2017", "bcbs-massachusetts-aqc-2009", "hedis-2018",
        "mssp-aco-2018",
    ),
    "Rhode Island": (
        "ri-bcbsri-pcp-performance-2019", "ri-ctc-ri-performance-standards-2019",
        "ri-eohhs-ae-tcoc-2019", "cpc-plus-2019",
    ),
    "children 2020": (
        "medicaid-child-core-set-2019", "oh-cpc-for-kids-2020", "mips-pediatrics-2020",
    ),
    "children 2023": (
        "cms-universal-foundation-pediatric-2023", "medicaid-child-core-set-2023",
        "mips-pediatrics-2023",
    ),
    "Medicaid core": (
        "medicaid-adult-core-set-2023", "medicaid-child-core-set-2023",
        "medicaid-health-home-core-set-2023",
    ),
    "MIPS, six of many": ("mips-family-medicine-2018", "cpc-plus-2018", "mssp-aco-2018"),
    "thirteen sets": (
        "cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018", "mssp-aco-2018",
        "mips-family-medicine-2018", "hrsa-uds-2018", "medicare-star-ratings-2018",
        "medicaid-adult-core-set-2018", "iha-amp-2018", "la-bcbsla-qbpc-2018",
        "highmark-true-performance-2018", "vt-all-payer-model-2018", "wi-wchq-2017",
    ),
    "Michigan": (
        "mi-bcbsm-pgip-2019", "mi-bcn-bcbsm-prp-2017", "mi-priority-health-pip-2020",
        "cpc-plus-2019",
    ),
    "Medicare 2025": (
        "mips-family-medicine-2025", "making-care-primary-2025", "uhc-ma-pcpi-2025",
        "app-plus-2025",
    ),
    "next to nothing shared": ("co-acc-rae-kpi-2023", "mips-cost-2023"),
    "Louisiana": ("la-ldh-incentive-2017", "la-bcbsla-qbpc-2018", "cpc-plus-2018"),
    "New Jersey 2016": (
        "nj-horizon-patient-centered-2016", "nj-horizon-nj-health-pcp-bonus-2014",
        "cpc-classic-2016",
    ),
    "women 2025": (
        "mips-womens-health-mvp-2025", "medicaid-adult-core-set-2025", "hedis-my-2025",
    ),
    "2012": ("ar-medicaid-hedis-2012", "hi-hmsa-quest-p4q-2012", "bcbs-massachusetts-aqc-2009"),
    "health centers": (
        "hrsa-uds-2018", "cpc-plus-2018", "or-cco-incentive-2018", "medicaid-adult-core-set-2018",
    ),
    "Medicare Advantage": ("medicare-star-ratings-2022", "uhc-ma-pcpi-2025", "aco-reach-2023"),
    "Washington": ("wa-apple-health-vbp-2022", "wa-common-measure-set-2016", "hedis-my-2022"),
    "New York": ("ny-apc-core-2016", "ny-qarr-2016", "cpc-classic-2016"),
    "Tennessee": ("tn-tenncare-pcmh-2020", "hedis-my-2020-2021", "cpc-plus-2020"),
}  # fmt: skip
