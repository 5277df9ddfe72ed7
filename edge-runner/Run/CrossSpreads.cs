using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Journal.History;
using Arbit.EdgeRunner.Page.State;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>The spreads between venues as they stand: what buying on one and selling on the other would come to, before and after fees.</summary>
public sealed class CrossSpreads(EngineCore core, bool isSimulated)
{
    private readonly List<CyclePath> _pairs = core.Paths.Where(path => path.Kind == PathKind.Cross).ToList();

    public List<SpreadView> Best(int count) => Measured().OrderByDescending(s => s.Net).Take(count).Select(s => new SpreadView
    {
        Base = s.Buy.Instrument.Symbol.Base.Code,
        BuyVenue = s.Buy.Instrument.Venue.Name,
        BuySymbol = s.Buy.Instrument.Symbol.ToString(),
        SellVenue = s.Sell.Instrument.Venue.Name,
        SellSymbol = s.Sell.Instrument.Symbol.ToString(),
        GrossBps = s.Gross.Value.ToDecimal(),
        NetBps = s.Net.Value.ToDecimal(),
    }).ToList();

    /// <summary>The best pair of each base asset, as the history keeps it.</summary>
    public IEnumerable<SpreadRow> Rows(long now) => Measured()
        .GroupBy(s => s.Buy.Instrument.Symbol.Base)
        .Select(group => group.MaxBy(s => s.Net))
        .Select(s => new SpreadRow
        {
            Time = now,
            BuyVenue = s.Buy.Instrument.Venue,
            BuySymbol = s.Buy.Instrument.Symbol,
            SellVenue = s.Sell.Instrument.Venue,
            SellSymbol = s.Sell.Instrument.Symbol,
            Ask = s.Buy.Book.PriceFrom(s.Buy.Book.AskPrice),
            Bid = s.Sell.Book.PriceFrom(s.Sell.Book.BidPrice),
            Gross = s.Gross,
            Net = s.Net,
            Simulated = isSimulated,
        });

    private IEnumerable<(TradedInstrument Buy, TradedInstrument Sell, Bps Gross, Bps Net)> Measured()
    {
        foreach (var path in _pairs)
        {
            var (buy, sell) = (path.Instruments[0], path.Instruments[1]);
            if (!buy.Book.IsUsable || !sell.Book.IsUsable || !buy.HasTop || !sell.HasTop)
                continue;
            if (path.Conversion is { } cell && cell.Current is null)
                continue;

            // Proceeds over cost as a rate of 10^-8; the basis is in it.
            var proceeds = new Exact(sell.Book.BidPrice, sell.Book.PriceDecimals);
            if (path.Conversion?.Current is { } conversion)
                proceeds = (proceeds * new Exact(conversion.Multiplier, 0)).Divide(new Exact(conversion.Divisor, 0), 18, Rounding.Floor);
            var cost = new Exact(buy.Book.AskPrice, buy.Book.PriceDecimals);

            // Prices a thousandfold apart are two different things under one name, or a book with hardly an offer.
            if (proceeds > cost * new Exact(1_000, 0))
                continue;
            var ratio = (long)proceeds.Divide(cost, 8, Rounding.Floor).At(8);
            var net = ((Int128)ratio * Bps.OneInRateUnits / path.FeeRatio) - Bps.OneInRateUnits;
            yield return (buy, sell, Bps.FromRateUnits(ratio - Bps.OneInRateUnits), Bps.FromRateUnits((long)net));
        }
    }
}
