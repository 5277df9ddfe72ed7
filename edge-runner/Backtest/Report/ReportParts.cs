using System.Globalization;
using System.Net;
using System.Text;

namespace Arbit.EdgeRunner.Backtest.Report;

/// <summary>What reports are put together from: pages that need nothing but themselves.</summary>
internal static class ReportParts
{
    public static void Begin(StringBuilder page, string title)
    {
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        page.Append("<title>").Append(Text(title)).Append("</title><style>").Append(ReportStyle.Css).Append("</style></head><body><main>");
    }

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static void Section(StringBuilder page, string title, string content)
        => page.Append(CultureInfo.InvariantCulture, $"<section><h2>{Text(title)}</h2>{content}</section>");

    public static void Figures(StringBuilder page, IEnumerable<(string Name, string Value)> figures)
    {
        page.Append("<dl class=\"figures\">");
        foreach (var (name, value) in figures)
            page.Append(CultureInfo.InvariantCulture, $"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>");
        page.Append("</dl>");
    }

    public static string Table(string[] heads, IEnumerable<string[]> rows, int numbersFrom)
    {
        var table = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
        for (var i = 0; i < heads.Length; i++)
            table.Append(CultureInfo.InvariantCulture, $"<th{(i >= numbersFrom ? " class=\"n\"" : "")}>{Text(heads[i])}</th>");
        table.Append("</tr></thead><tbody>");
        var any = false;
        foreach (var row in rows)
        {
            any = true;
            table.Append("<tr>");
            for (var i = 0; i < row.Length; i++)
                table.Append(CultureInfo.InvariantCulture, $"<td{(i >= numbersFrom ? " class=\"n\"" : "")}>{Text(row[i])}</td>");
            table.Append("</tr>");
        }

        return any ? table.Append("</tbody></table></div>").ToString() : "<p class=\"none\">None.</p>";
    }
}
