using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Execution.Reconciliation;

/// <summary>A trading desk and a reconciler over it, with reports that the test writes: by default what the ledger has.</summary>
internal sealed class ReconcilingDesk
{
    public ReconcilingDesk()
    {
        Desk = new TradingDesk();
        Reconciler = new Reconciler([TradingDesk.Alpha, TradingDesk.Beta], Desk.Executor, Desk, Desk.Rates, Desk, ReconciliationSettings.Default);
    }

    public TradingDesk Desk { get; }

    public Reconciler Reconciler { get; }

    public VenueReconciliation Alpha => Reconciler.Of(TradingDesk.Alpha);

    public int Asked => Desk.Steps.Count(step => step.StartsWith("ask ", StringComparison.Ordinal));

    /// <summary>An order as the venue has it: so much of it filled at its limit.</summary>
    public ReportedOrder Reported(Order order, string share, bool isOpen)
    {
        var filled = Desk.Filled(order, share);
        return new ReportedOrder(order.Id, order.Instrument.Symbol, order.Side, order.Quantity, order.Limit, isOpen, filled.Filled, filled.FilledNotional, filled.Fee, filled.FeeAsset);
    }

    public static ReportedOrder Stranger(string id, bool isOpen, string filled)
        => new(id, Symbol.Parse("BTC/USDT"), Side.Buy, Quantity.Parse("1"), Price.Parse("90"), isOpen, Quantity.Parse(filled), Price.Parse("90") * Quantity.Parse(filled), Amount.Zero, TradingDesk.Usdt);

    /// <summary>Alpha reports what the ledger has, but for one asset that is off by so much.</summary>
    public void Report(string offBy = "0", long sinceAsked = 1, params ReportedOrder[] orders)
    {
        var balances = Desk.Book.Ledger.Balances
            .Where(balance => balance.Place == Place.Trading(TradingDesk.Alpha))
            .Select(balance => new ReportedBalance(balance.Asset, balance.Balance.Total + (balance.Asset == TradingDesk.Usdt ? Amount.Parse(offBy) : Amount.Zero), Amount.Zero))
            .ToList();
        Reconciler.OnReport(new AccountReport(TradingDesk.Alpha, Desk.Now - sinceAsked, 0, balances, orders), Desk.Now);
    }

    public void Pass(long nanoseconds)
    {
        Desk.Pass(nanoseconds);
        Reconciler.OnTimer(Desk.Now);
    }
}
