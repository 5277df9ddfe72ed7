namespace Arbit.Tests.Detection.Oracle;

/// <summary>Every venue pair and every triangle of a case, in both directions and from every start, by trying all.</summary>
internal static class OracleSearch
{
    public static IEnumerable<OraclePath> Paths(JudgedCase file) => Pairs(file).Concat(Triangles(file));

    private static IEnumerable<OraclePath> Pairs(JudgedCase file)
        => from buy in file.Instruments
           from sell in file.Instruments
           where buy.Venue != sell.Venue && buy.Base == sell.Base
           where buy.Quote == sell.Quote || (JudgedCase.Dollars.Contains(buy.Quote) && JudgedCase.Dollars.Contains(sell.Quote))
           select Path(file, "cross", [(buy, true), (sell, false)]);

    private static IEnumerable<OraclePath> Triangles(JudgedCase file)
        => from venue in file.Instruments.GroupBy(instrument => instrument.Venue)
           from a in Sides(venue)
           from b in Sides(venue)
           from c in Sides(venue)
           where a.Instrument != b.Instrument && b.Instrument != c.Instrument && a.Instrument != c.Instrument
           where To(a) == From(b) && To(b) == From(c) && To(c) == From(a)
           where new[] { From(a), From(b), From(c) }.Distinct(StringComparer.Ordinal).Count() == 3
           select Path(file, "triangular", [a, b, c]);

    private static IEnumerable<(JudgedInstrument Instrument, bool Buys)> Sides(IEnumerable<JudgedInstrument> instruments)
        => instruments.SelectMany(instrument => new[] { (instrument, true), (instrument, false) });

    private static string From((JudgedInstrument Instrument, bool Buys) leg) => leg.Buys ? leg.Instrument.Quote : leg.Instrument.Base;

    private static string To((JudgedInstrument Instrument, bool Buys) leg) => leg.Buys ? leg.Instrument.Base : leg.Instrument.Quote;

    private static OraclePath Path(JudgedCase file, string kind, (JudgedInstrument Instrument, bool Buys)[] legs)
    {
        var path = new OraclePath(file, kind, [.. legs.Select(leg => new OracleLeg(leg.Instrument, leg.Buys))]);
        for (var i = 0; i < legs.Length; i++)
        {
            var leg = path.Legs[i];
            if (i == 0 || kind == "cross")
                leg.Balance = Fixed.Of(file.Balances.GetValueOrDefault((leg.Instrument.Venue, leg.Spends)));
        }

        return path;
    }
}
