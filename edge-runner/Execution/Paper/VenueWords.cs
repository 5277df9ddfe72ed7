namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>
/// Why an exchange refuses an order, in its own words, for people and for what a live gateway will have to tell apart. Sources:
/// Binance's "Errors" and "Filters", Kraken's "API error messages", KuCoin's "HTTP and error codes".
/// </summary>
public static class VenueWords
{
    public static string Of(PaperRefusal refusal, string venue) => (refusal, venue) switch
    {
        (PaperRefusal.InsufficientFunds, "binance") => "-2010 Account has insufficient balance for requested action.",
        (PaperRefusal.InsufficientFunds, "kraken") => "EOrder:Insufficient funds",
        (PaperRefusal.InsufficientFunds, "kucoin") => "200004 Balance insufficient!",
        (PaperRefusal.InsufficientFunds, _) => "insufficient balance",
        (PaperRefusal.TooSmall, "binance") => "-1013 Filter failure: LOT_SIZE",
        (PaperRefusal.TooSmall, "kraken") => "EGeneral:Invalid arguments:volume minimum not met",
        (PaperRefusal.TooSmall, "kucoin") => "400100 Order size below the minimum requirement.",
        (PaperRefusal.TooSmall, _) => "below the minimum size",
        (PaperRefusal.TooCheap, "binance") => "-1013 Filter failure: NOTIONAL",
        (PaperRefusal.TooCheap, "kraken") => "EOrder:Cost minimum not met",
        (PaperRefusal.TooCheap, "kucoin") => "400100 The minimum funds requirement is not met.",
        (PaperRefusal.TooCheap, _) => "below the minimum notional",
        (PaperRefusal.OffLot, "binance") => "-1013 Filter failure: LOT_SIZE",
        (PaperRefusal.OffLot, "kraken") => "EGeneral:Invalid arguments:volume",
        (PaperRefusal.OffLot, "kucoin") => "400100 Order size increment invalid.",
        (PaperRefusal.OffLot, _) => "no multiple of the lot",
        (PaperRefusal.OffTick, "binance") => "-1013 Filter failure: PRICE_FILTER",
        (PaperRefusal.OffTick, "kraken") => "EOrder:Tick size check failed",
        (PaperRefusal.OffTick, "kucoin") => "400100 Price increment invalid.",
        (PaperRefusal.OffTick, _) => "no multiple of the tick",
        (PaperRefusal.WouldTake, "binance") => "-2010 Order would immediately match and take.",
        (PaperRefusal.WouldTake, "kraken") => "EOrder:Post only order",
        (PaperRefusal.WouldTake, _) => "would take, and may only rest",
        (PaperRefusal.Duplicate, "binance") => "-2010 Duplicate order sent.",
        (PaperRefusal.Duplicate, "kraken") => "EGeneral:Invalid arguments:cl_ord_id",
        (PaperRefusal.Duplicate, "kucoin") => "400100 The clientOid is duplicated.",
        (PaperRefusal.Duplicate, _) => "the client order id was used before",
        _ => "refused by the paper venue",
    };
}
