using Arbit.EdgeRunner.Execution.Paper;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>
/// The order side behind a venue's private wire format. An account of its own: it shares nothing with the engine's paper venue,
/// and is touched only while the world is held.
/// </summary>
public interface ISimulatedAccount
{
    SimulatedAccountOptions Options { get; }

    /// <summary>Told of everything that happens, in order.</summary>
    Action<AccountNews>? Happened { get; set; }

    IEnumerable<(Asset Asset, PaperBalance Balance)> Balances { get; }

    /// <summary>Oldest first.</summary>
    IEnumerable<PaperOrder> OpenOrders { get; }

    /// <summary>Open and ended, newest first.</summary>
    IEnumerable<PaperOrder> Orders { get; }

    /// <summary>Newest first.</summary>
    IEnumerable<PaperFill> Fills { get; }

    IReadOnlyCollection<Instrument> Instruments { get; }

    /// <summary>By the venue's own symbol; null where it lists none.</summary>
    Instrument? InstrumentOf(string venueSymbol);

    string VenueSymbolOf(Symbol symbol);

    PaperOrder? Find(string clientOrderId);

    PaperOrder? Find(long number);

    /// <summary>Takes an order, or says why not; an order that takes has met the book when it returns.</summary>
    (PaperRefusal Refusal, PaperOrder? Order) Place(OrderRequest request);

    /// <summary>Ends an open order; null where there is none.</summary>
    PaperOrder? Cancel(PaperOrder order);
}
