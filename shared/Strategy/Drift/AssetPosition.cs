using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>What an account holds of one asset, in dollars at one moment's prices.</summary>
/// <param name="Asset">Which.</param>
/// <param name="Free">Could be moved now.</param>
/// <param name="Reserved">Held by orders or commands; it counts, and is not touched (it never interrupts arbitrage).</param>
/// <param name="InTransit">On its way here: it counts where it goes to (lesson L27), and cannot be moved yet.</param>
/// <param name="Weight">Its target, as a weight among the account's; null where none is configured for it.</param>
public sealed record AssetPosition(Asset Asset, Exact Free, Exact Reserved, Exact InTransit, Exact? Weight)
{
    public Exact Total => Free + Reserved + InTransit;
}
