using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// What the journalled fills cost, in dollars at the market's true prices: fees; what entries were filled at beside what was
/// planned (slippage); and what the orders that close broken cycles were filled at beside the true price (recovery). Losses are
/// negative.
/// </summary>
internal sealed class JournalTally(SimulatedMarket market, Tally tally)
{
    private readonly Dictionary<(long Epoch, long Cycle), IReadOnlyList<RecordedLeg>> _plans = [];
    private readonly Dictionary<string, Followed> _orders = new(StringComparer.Ordinal);

    public void Observe(JournalRecord record)
    {
        switch (record)
        {
            case CycleOpened opened:
                _plans[(opened.Epoch, opened.Cycle)] = opened.Legs;
                break;
            case OrderIntended intended:
                _orders[intended.Id] = new Followed(intended, PlanOf(intended));
                break;
            case OrderAdvanced advanced:
                Advance(_orders[advanced.Id], advanced);
                break;
        }
    }

    private void Advance(Followed order, OrderAdvanced advanced)
    {
        var quantity = advanced.Filled.Value - order.Filled;
        var notional = advanced.FilledNotional.Value - order.Notional;
        tally.Fees += Dollars.Of(market, advanced.Fee.Value - order.Fee, advanced.FeeAsset);
        (order.Filled, order.Notional, order.Fee) = (advanced.Filled.Value, advanced.FilledNotional.Value, advanced.Fee.Value);
        var sign = order.Intent.Side == Side.Buy ? Exact.One : -Exact.One;
        var symbol = order.Intent.Symbol;
        if (order.Planned is { } planned)
            tally.Slippage += Dollars.Of(market, sign * ((planned.Value * quantity).Round(Amount.Decimals, Rounding.HalfEven) - notional), symbol.Quote);
        else
            tally.Recovery += Dollars.Of(market, sign * quantity, symbol.Base) - Dollars.Of(market, sign * notional, symbol.Quote);
    }

    private Price? PlanOf(OrderIntended intended)
        => intended.Purpose == OrderPurpose.Entry && _plans.TryGetValue((intended.Epoch, intended.Cycle), out var legs) ? legs[intended.Leg].Average : null;

    private sealed class Followed(OrderIntended intent, Price? planned)
    {
        public OrderIntended Intent => intent;

        public Price? Planned => planned;

        public Exact Filled { get; set; }

        public Exact Notional { get; set; }

        public Exact Fee { get; set; }
    }
}
