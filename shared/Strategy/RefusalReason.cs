namespace Arbit.Strategy;

/// <summary>Why a candidate that is profitable before fees was not taken. A closed list; every refusal carries one.</summary>
public enum RefusalReason : byte
{
    /// <summary>It was taken.</summary>
    None,

    /// <summary>A book it needs is not proven, or is broken.</summary>
    BookNotProven,

    /// <summary>A leg's quote is older than the staleness limit.</summary>
    StaleQuote,

    /// <summary>No rate between the two dollars, or between the start asset and a dollar: no rate, no trade (lesson L29).</summary>
    NoRate,

    /// <summary>The net profit at the best size is under the threshold.</summary>
    BelowThreshold,

    /// <summary>The wallet does not hold what the smallest order would spend.</summary>
    InsufficientBalance,

    /// <summary>The five best levels do not hold the wanted multiple of the smallest order.</summary>
    TopLevelsTooThin,

    /// <summary>Nine tenths of the proven depth are less than the smallest order.</summary>
    DepthTooThin,

    /// <summary>The size cap is less than the smallest order.</summary>
    SizeCapTooSmall,

    /// <summary>A leg would be under the venue's minimum quantity.</summary>
    BelowMinQuantity,

    /// <summary>A leg would be under the venue's minimum notional.</summary>
    BelowMinNotional,

    /// <summary>At the limit prices the cycle could end with a loss.</summary>
    LossAtLimits,

    /// <summary>A number of it has no place in the arithmetic.</summary>
    NumberRange,

    /// <summary>The same opportunity was traded too short a time ago.</summary>
    Cooldown,

    /// <summary>A venue has as many orders open as are allowed.</summary>
    TooManyOpenOrders,

    /// <summary>What an earlier cycle left open on one of its assets is not yet resolved (lesson L31).</summary>
    ResidualOpen,

    /// <summary>Only what is open is managed; nothing new is begun.</summary>
    ReduceOnly,

    /// <summary>Trading is halted.</summary>
    Halted,

    /// <summary>Another opportunity was taken at the same moment and holds the balance it needs.</summary>
    BalanceReserved,

    /// <summary>The Market Scanner says stop for one of its assets.</summary>
    MarketStop,

    /// <summary>The trading lease is another's, or is not held yet: everything is watched, nothing traded (lesson L35).</summary>
    NoLease,

    /// <summary>It pays more than any honest market does: a suspended wallet, or two coins under one name (lesson L26).</summary>
    ImplausibleSpread,

    /// <summary>A pair of it rests: its spread, its movement or its lost sequence is out of the ordinary.</summary>
    PairPaused,

    /// <summary>A venue refused or lost too many orders, and rests.</summary>
    VenuePaused,

    /// <summary>A venue answers slowly, so fewer orders are open there at a time.</summary>
    SlowVenue,

    /// <summary>One of its assets would be held in more than its cap.</summary>
    InventoryCap,

    /// <summary>Its coin cannot be withdrawn where it is bought, or not be deposited where it is sold (lesson L26).</summary>
    WalletClosed,

    /// <summary>What the account pays on one of its venues is not known, and real money does not guess.</summary>
    NoFee,

    /// <summary>The strategy's share of the capital is already in open cycles.</summary>
    FuelSpent,

    /// <summary>There was no journal, and the venues' own word on what is held and open has not been adopted yet.</summary>
    Unsettled,

    /// <summary>Real accounts are read, and orders kept back: it would have been sent here.</summary>
    DryRun,

    /// <summary>No person has let real orders out to an account of it, with the limits as they are.</summary>
    NotConfirmed,

    /// <summary>What an account may be sent, by the order or by the day, is less than the smallest order.</summary>
    AccountLimit,
}
