using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// What the journalled fills cost, in dollars at the market's true prices: fees; what entries were filled at beside what was
/// planned (slippage); and what closing broken cycles was filled at beside the plan of the leg that it closed (recovery). Losses
/// are negative.
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
                _orders[intended.Id] = new Followed(intended, _plans[(intended.Epoch, intended.Cycle)][intended.Leg].Average);
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
        var planned = (order.Planned.Value * quantity).Round(Amount.Decimals, Rounding.HalfEven);
        var better = order.Intent.Side == Side.Buy ? planned - notional : notional - planned;
        var dollars = Dollars.Of(market, better, order.Intent.Symbol.Quote);
        if (order.Intent.Purpose == OrderPurpose.Entry)
            tally.Slippage += dollars;
        else
            tally.Recovery += dollars;
    }

    private sealed class Followed(OrderIntended intent, Price planned)
    {
        public OrderIntended Intent => intent;

        public Price Planned => planned;

        public Exact Filled { get; set; }

        public Exact Notional { get; set; }

        public Exact Fee { get; set; }
    }
}
