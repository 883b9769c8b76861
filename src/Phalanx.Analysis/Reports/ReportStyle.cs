namespace Phalanx.Analysis.Reports;

/// <summary>How a page looks: in the light, in the dark, and on paper, where it is always light.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--ink:#1b1b1b;--soft:#555;--ground:#fff;--line:#d5d5d5;--link:#0057a3}
        @media screen and (prefers-color-scheme:dark){
        :root{--ink:#e8e8e8;--soft:#b4b4b4;--ground:#15181c;--line:#3c4148;--link:#7cc0ff}
        .ink-fill{fill:#e8e8e8}.ink-stroke{stroke:#e8e8e8}.grid-fill{fill:#3c4148}.grid-stroke{stroke:#3c4148}.ground-fill{fill:#15181c}.ground-stroke{stroke:#15181c}}
        body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);max-width:76rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
        h1{font-size:1.7rem;margin:.2em 0}h2{font-size:1.3rem;border-bottom:1px solid var(--line);margin-top:2em}h3{font-size:1.05rem;margin-bottom:.3em}
        a{color:var(--link)}nav ul{columns:16rem;column-gap:2.5em;padding-left:1.2em}
        .wide{overflow-x:auto}table{border-collapse:collapse;margin:.6em 0 1.2em;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--soft);padding-bottom:.2em}
        th,td{padding:.2em .7em;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap;overflow-wrap:normal}
        .w{text-align:left;white-space:normal;overflow-wrap:anywhere;min-width:6rem}tbody th{font-weight:600}
        figure{margin:1em 0}figure svg{max-width:100%;height:auto}figcaption{color:var(--soft);max-width:45rem}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,34rem),1fr));gap:0 1rem}
        @page{size:A4;margin:14mm}
        @media print{body{max-width:none;padding:0;font-size:10pt}nav{display:none}figure,tr{break-inside:avoid}h2,h3{break-after:avoid}.wide{overflow:visible}th,td{padding:.1em .35em;font-size:7.5pt;white-space:normal}.w{min-width:0}}
        """;
}
