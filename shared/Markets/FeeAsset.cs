namespace Arbit.Markets;

/// <summary>In which asset an account pays its fee (lesson L13: what was bought is not always what can be sold).</summary>
public enum FeeAsset
{
    /// <summary>Taken out of what the fill yields: base on a buy, quote on a sell (Binance without BNB).</summary>
    Received,

    /// <summary>Always in the quote asset: on a buy on top of the cost (Kraken and KuCoin by default).</summary>
    Quote,

    /// <summary>In an asset of its own beside the trade (Binance's BNB): <see cref="FeeSchedule.OtherAsset"/>.</summary>
    Other,
}
