using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>Measured rates between moneys. No rate, no trade: there is no default of one (lesson L29).</summary>
public interface IRates
{
    /// <summary>What turns an amount of one dollar into another, kept current.</summary>
    ConversionCell Between(Asset from, Asset to);

    /// <summary>What one unit of an asset is worth in dollars, for caps and figures; null where none is known.</summary>
    Price? InDollars(Asset asset);
}
