using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Detection;

/// <summary>What may be spent now, and what things are worth: the ledger in live, the case file in detect.</summary>
public interface IWallet
{
    /// <summary>The free amount of an asset on a venue's trading account.</summary>
    Amount Free(Venue venue, Asset asset);
}
