using Arbit.Strategy;

namespace Arbit.EdgeRunner.Run;

/// <summary>The reason of a refusal, for a person.</summary>
public static class RefusalSentence
{
    public static string Of(RefusalReason reason) => reason switch
    {
        RefusalReason.None => "Taken.",
        RefusalReason.BookNotProven => "A book it needs is not proven.",
        RefusalReason.StaleQuote => "A quote it needs is older than the staleness limit.",
        RefusalReason.NoRate => "There is no measured rate between its dollars.",
        RefusalReason.BelowThreshold => "After fees and rounding it earns less than the threshold.",
        RefusalReason.InsufficientBalance => "The wallet does not hold what the smallest order would spend.",
        RefusalReason.TopLevelsTooThin => "The five best levels are too thin for the smallest order.",
        RefusalReason.DepthTooThin => "Nine tenths of the proven depth are less than the smallest order.",
        RefusalReason.SizeCapTooSmall => "The size cap is less than the smallest order.",
        RefusalReason.BelowMinQuantity => "A leg would be under the venue's minimum quantity.",
        RefusalReason.BelowMinNotional => "A leg would be under the venue's minimum notional.",
        RefusalReason.LossAtLimits => "At the limit prices it could end with a loss.",
        RefusalReason.NumberRange => "A number of it is outside the range of the arithmetic.",
        RefusalReason.Cooldown => "It was traded a short time ago, or is being traded.",
        RefusalReason.TooManyOpenOrders => "A venue has as many orders open as are allowed.",
        RefusalReason.ResidualOpen => "Something is still open on one of its assets.",
        RefusalReason.ReduceOnly => "Trading is reduce-only.",
        RefusalReason.Halted => "Trading is halted.",
        RefusalReason.BalanceReserved => "Another opportunity holds the balance it needs.",
        RefusalReason.MarketStop => "The Market Scanner says stop for one of its assets.",
        RefusalReason.NoLease => "The trading lease is not held here: Arbit watches.",
        RefusalReason.ImplausibleSpread => "It pays more than any honest market does: a closed wallet, or two coins under one name.",
        RefusalReason.PairPaused => "One of its pairs rests: too wide, too wild, or too often out of sync.",
        RefusalReason.VenuePaused => "A venue refused or lost too many orders, and rests.",
        RefusalReason.SlowVenue => "A venue answers slowly, so fewer orders are open there at a time.",
        RefusalReason.InventoryCap => "One of its assets would be held in more than its cap.",
        RefusalReason.WalletClosed => "Its coin cannot be moved from where it is bought to where it is sold.",
        RefusalReason.NoFee => "What the account pays there is not known.",
        RefusalReason.FuelSpent => "The strategy's share of the capital is already in open cycles.",
        RefusalReason.Unsettled => "What the venues hold, and what earlier orders left, is still being asked.",
        RefusalReason.DryRun => "It would have been traded: this is a dry run.",
        RefusalReason.NotConfirmed => "Nobody has confirmed real orders to one of its accounts (arbit confirm).",
        RefusalReason.AccountLimit => "One of its accounts may not be sent so much, by the order or by the day.",
        _ => reason.ToString(),
    };
}
