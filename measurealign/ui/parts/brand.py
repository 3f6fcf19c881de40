"""The product's name as a picture, and the few rules of style that the theme cannot say."""

import streamlit as st

from measurealign.charts.palette import ON_COLOUR

#: Two lists that overlap, and the name, on light and on dark ground: the browser tells which, so
#: that they follow a theme that changes while the page is open.
_LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 236 40" width="236" height="40">
<title>measurealign</title>
<style>
circle {fill: none; stroke: #0b5f9e; stroke-width: 4;} text {fill: #16222e;}
@media (prefers-color-scheme: dark) {circle {stroke: #5bb0ee;} text {fill: #eef3f7;}}
</style>
<circle cx="17" cy="20" r="12"/>
<circle cx="29" cy="20" r="12"/>
<text x="52" y="28" font-family="Source Sans, Helvetica, Arial, sans-serif" font-size="26"
 font-weight="700">measurealign</text></svg>"""
#: Fixed words only, never anything that people brought: room for the content, headings in their
#: order and small, words that are not faint, doors that look like doors, the pages on a phone, and
#: a printed page without the panels around it.
_STYLE = """<style>
[data-testid="stMainBlockContainer"] {padding: 3.4rem 2rem 3rem; max-width: 1500px;}
h1 {font-size: 2rem !important; padding-bottom: 0.2rem !important;}
h2 {font-size: 1.25rem !important; padding: 0.6rem 0 0.2rem !important;}
h3 {font-size: 1.1rem !important; padding: 0.4rem 0 0.1rem !important;}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {
  color: inherit !important; opacity: 1 !important;}
[data-testid="stCaptionContainer"] {opacity: 0.86 !important;}
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {gap: 0.75rem;}
[data-testid="stElementContainer"]:has(> [data-testid="stHtml"] > style) {position: absolute;}
[data-testid="stMetric"] {padding: 0 !important;}
[data-testid="stMetric"] > div {padding: 0.4rem 0.7rem !important;}
.st-key-overlap [data-testid="stMetric"] > div {padding-left: 0 !important;}
[data-testid="stMetricLabel"] * {white-space: normal !important; overflow: visible !important;}
[data-testid="stMetricValue"] {font-size: 1.75rem !important;}
.st-key-map {overflow-x: auto;}
[data-testid="stButtonGroup"] [role="radiogroup"] {flex-wrap: wrap; overflow: visible;}
[data-testid="stButtonGroup"] [role="radiogroup"] button,
[data-testid="stButtonGroup"] [role="radiogroup"] [role="radio"] {padding: 0.2rem 0.6rem;}
[data-testid="stMain"] [data-testid="stDownloadButton"] button {padding: 0.25rem 0.6rem;}
[data-testid="stMain"] [data-testid="stDownloadButton"] p {font-size: 0.875rem;}
.st-key-take-home [data-testid="stDownloadButton"] button {padding: 0.25rem 0.3rem !important;}
.st-key-take-home :is([data-testid="stDownloadButton"], [data-testid="stCheckbox"]) p {
  font-size: 0.8125rem !important;}
.st-key-take-home [data-testid="stDownloadButton"] button > * {gap: 0.25rem;}
[data-testid="stPageLink"] p {white-space: normal !important;}
[class*="st-key-path-"] p {font-size: 0.9rem;}
[class*="st-key-path-"] {border-bottom: 1px solid rgba(128,140,152,0.45); padding-bottom: 0.4rem;}
[class*="st-key-door-"] a {border: 1px solid #3a8ccc; padding: 0.35rem 0.9rem;}
.st-key-phone-pages {display: none;}
@media (max-width: 640px) {
  .st-key-phone-pages {display: flex;}
  [data-testid="stMainBlockContainer"] {padding: 4rem 1rem 3rem;}
  [data-testid="stElementContainer"]:has([data-testid="stVegaLiteChart"]) {overflow-x: auto;}
  [data-testid="stHorizontalBlock"]:has([data-testid="stMetric"]):not(:has(
    [data-testid="stHorizontalBlock"])) > [data-testid="stColumn"] {min-width: calc(50% - 1rem);}
}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stStatusWidget"],
  [data-testid="stDownloadButton"], [data-testid="stFileUploader"], .st-key-phone-pages
    {display: none !important;}
  [data-testid="stMainBlockContainer"] {padding: 0; max-width: none;}
  [data-testid="stApp"], [data-testid="stMain"] {position: static; overflow: visible;}
}
</style>"""
#: In the dark theme white words on the light primary colour would be too faint: dark words there.
_ON_PRIMARY = f"""<style>
[data-testid="stMultiSelect"] [data-tag] *, button[kind^="primary"] * {{
  color: light-dark(#ffffff, {ON_COLOUR}) !important; fill: light-dark(#ffffff, {ON_COLOUR});
}}
</style>"""


def draw() -> None:
    """Put the name above every page, and the style under it."""
    st.logo(_LOGO, size="large")
    st.html(_STYLE)
    st.html(_ON_PRIMARY)
