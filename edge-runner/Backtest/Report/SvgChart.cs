using System.Globalization;
using System.Net;
using System.Text;

namespace Arbit.EdgeRunner.Backtest.Report;

/// <summary>Charts as inline SVG: no script, no network, so that a report kept for years still shows.</summary>
internal static class SvgChart
{
    private const int Width = 960;
    private const int Height = 260;
    private const int Left = 64;
    private const int Right = 12;
    private const int Top = 12;
    private const int Bottom = 28;
    private const int Ticks = 5;
    private const double Inner = Width - Left - Right;
    private const double Tall = Height - Top - Bottom;

    /// <summary>Lines over time; as steps where a figure stays until it changes. Names stand below.</summary>
    public static string Lines(IReadOnlyList<Curve> curves, string unit, bool steps)
    {
        var points = curves.SelectMany(curve => curve.Points).ToList();
        if (points.Count == 0)
            return "<p class=\"none\">Nothing to show.</p>";
        var (from, until) = (points.Min(p => p.Time), Math.Max(points.Max(p => p.Time), points.Min(p => p.Time) + 1));
        var (low, high) = Range(points.Min(p => p.Value), points.Max(p => p.Value));
        var svg = Begin(low, high, unit);
        foreach (var time in (long[])[from, from + ((until - from) / 2), until])
            Label(svg, X(time, from, until), TimeText(time, until - from), time == from ? "start" : time == until ? "end" : "middle");
        for (var i = 0; i < curves.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line c{i % 8}\" d=\"{PathOf(curves[i], from, until, low, high, steps)}\"/>");
        svg.Append("</svg></div>");
        return svg + Legend(curves);
    }

    /// <summary>How many fell between two bounds, each bar with its lower bound below it.</summary>
    public static string Bars(IReadOnlyList<(string Name, long Count)> bars)
    {
        if (bars.All(bar => bar.Count == 0))
            return "<p class=\"none\">Nothing to show.</p>";
        var (low, high) = Range(0, bars.Max(bar => bar.Count));
        var svg = Begin(low, high, "orders");
        var width = Inner / bars.Count;
        for (var i = 0; i < bars.Count; i++)
        {
            var x = Left + (i * width);
            var y = Y(bars[i].Count, low, high);
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{x + 2:0.0}\" y=\"{y:0.0}\" width=\"{width - 4:0.0}\" height=\"{Math.Max(Y(0, low, high) - y, 0):0.0}\"><title>{Encode(bars[i].Name)}: {bars[i].Count}</title></rect>");
            Label(svg, x + (width / 2), bars[i].Name, "middle");
        }

        return svg.Append("</svg></div>").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static StringBuilder Begin(double low, double high, string unit)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\"><text class=\"unit\" x=\"4\" y=\"{Height - 8}\">{Encode(unit)}</text>");
        for (var i = 0; i < Ticks; i++)
        {
            var value = low + ((high - low) * i / (Ticks - 1));
            var y = Y(value, low, high);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.0}\" y2=\"{y:0.0}\"/><text class=\"tick\" x=\"{Left - 6}\" y=\"{y + 4:0.0}\">{Short(value, high - low)}</text>");
        }

        if (low < 0 && high > 0)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"zero\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(0, low, high):0.0}\" y2=\"{Y(0, low, high):0.0}\"/>");
        return svg;
    }

    private static void Label(StringBuilder svg, double x, string text, string anchor)
        => svg.Append(CultureInfo.InvariantCulture, $"<text class=\"time\" x=\"{x:0.0}\" y=\"{Height - 8}\" text-anchor=\"{anchor}\">{Encode(text)}</text>");

    private static string PathOf(Curve curve, long from, long until, double low, double high, bool steps)
    {
        var path = new StringBuilder();
        foreach (var (time, value) in curve.Points)
        {
            var (x, y) = (X(time, from, until), Y(value, low, high));
            if (path.Length == 0)
                path.Append(CultureInfo.InvariantCulture, $"M{x:0.0} {y:0.0}");
            else if (steps)
                path.Append(CultureInfo.InvariantCulture, $"H{x:0.0}V{y:0.0}");
            else
                path.Append(CultureInfo.InvariantCulture, $"L{x:0.0} {y:0.0}");
        }

        // A single point is a line too short to be seen.
        return curve.Points.Count == 1 ? path.Append("h3").ToString() : path.ToString();
    }

    private static string Legend(IReadOnlyList<Curve> curves)
        => $"<ul class=\"legend\">{string.Concat(curves.Select((curve, i) => $"<li><i class=\"c{i % 8}\"></i>{Encode(curve.Name)}</li>"))}</ul>";

    private static (double Low, double High) Range(double low, double high)
    {
        low = Math.Min(low, high);
        if (low > 0 && low < high / 2)
            low = 0;
        if (high - low < 1e-9)
            (low, high) = (low - Math.Max(Math.Abs(low) / 100, 0.5), high + Math.Max(Math.Abs(high) / 100, 0.5));
        return (low, high);
    }

    private static double X(long time, long from, long until) => Left + (Inner * (time - from) / (until - from));

    private static double Y(double value, double low, double high) => Top + (Tall * (high - value) / (high - low));

    private static string Short(double value, double range)
    {
        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Max(range, 1e-9))), 0, 8);
        return value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    private static string TimeText(long time, long range)
        => DateTimeOffset.UnixEpoch.AddTicks(time / 100).ToString(range > UnixNanoseconds.Day ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
