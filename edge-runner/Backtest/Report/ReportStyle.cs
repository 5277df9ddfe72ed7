namespace Arbit.EdgeRunner.Backtest.Report;

/// <summary>How a report looks: light and dark, wide and narrow, and on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{--ground:#f7f7f5;--sheet:#fff;--ink:#1c1e21;--soft:#62676d;--rule:#dcdfe2;--warn:#8a3b00;--warnground:#ffe9d1;--c0:#0b6bcb;--c1:#b35c00;--c2:#0f8a4b;--c3:#a3279a;--c4:#c0282d;--c5:#5a4fcf;--c6:#007d8a;--c7:#7a6a00}
        @media(prefers-color-scheme:dark){:root{--ground:#131517;--sheet:#1b1e21;--ink:#e8eaec;--soft:#9aa1a8;--rule:#33383d;--warn:#ffd9a8;--warnground:#4a2a06;--c0:#62b0ff;--c1:#ffb057;--c2:#53d88f;--c3:#f08be8;--c4:#ff7f83;--c5:#b0a8ff;--c6:#4fd6e3;--c7:#e0cf55}}
        *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:1060px;margin:0 auto;padding:16px}header{margin-bottom:16px}h1{font-size:18px;margin:12px 0 0;overflow-wrap:anywhere}h2{font-size:16px;margin:0 0 10px}
        .banner{background:var(--warnground);color:var(--warn);font-size:clamp(22px,6vw,40px);font-weight:800;letter-spacing:.02em;text-align:center;margin:0 0 8px;padding:14px 8px;border-radius:8px}
        .when,.none,footer{color:var(--soft)}.when,footer{font-size:13px;overflow-wrap:anywhere;margin:2px 0 0}
        section,.figures{background:var(--sheet);border:1px solid var(--rule);border-radius:8px;padding:14px;margin:0 0 14px}
        .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:12px}.figures div{min-width:0}dt{color:var(--soft);font-size:12px}dd{margin:0;font-size:17px;font-weight:600;overflow-wrap:anywhere}
        svg{width:100%;min-width:620px;height:auto;display:block}svg text{font:11px system-ui,sans-serif;fill:var(--soft)}.tick{text-anchor:end}.grid{stroke:var(--rule)}.zero{stroke:var(--soft)}
        .line{fill:none;stroke-width:1.8;stroke-linejoin:round}.bar{fill:var(--c0)}
        .line.c0{stroke:var(--c0)}.line.c1{stroke:var(--c1)}.line.c2{stroke:var(--c2)}.line.c3{stroke:var(--c3)}.line.c4{stroke:var(--c4)}.line.c5{stroke:var(--c5)}.line.c6{stroke:var(--c6)}.line.c7{stroke:var(--c7)}
        .legend{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;padding:0;margin:6px 0 0;font-size:13px}.legend i{display:inline-block;width:14px;height:3px;margin-right:6px;vertical-align:middle}
        i.c0{background:var(--c0)}i.c1{background:var(--c1)}i.c2{background:var(--c2)}i.c3{background:var(--c3)}i.c4{background:var(--c4)}i.c5{background:var(--c5)}i.c6{background:var(--c6)}i.c7{background:var(--c7)}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13px}th{color:var(--soft);font-weight:500;text-align:left}th,td{padding:4px 10px 4px 0;border-bottom:1px solid var(--rule);vertical-align:top}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}ul{margin:0;padding-left:18px}li{overflow-wrap:anywhere}
        """;
}
