namespace Arbit.Strategy;

/// <summary>Sizes strictly between two tried ones, in lots of the first leg.</summary>
/// <param name="Low">The lower end, tried.</param>
/// <param name="High">The upper end, tried.</param>
/// <param name="LowCost">What the lower end costs; every size between costs more.</param>
/// <param name="HighProceeds">What the upper end yields; no size between yields more.</param>
/// <param name="MostNet">What no size between can earn more than, as the cycle without lots says.</param>
/// <param name="LowCharges">What the lower end is charged beside its cost; every size between is charged more.</param>
/// <param name="Slope">Whether the net of the cycle without lots grows with the size here (1), falls (-1), or neither is sure (0).</param>
internal readonly record struct SizeRange(long Low, long High, Int128 LowCost, Int128 HighProceeds, Int128 MostNet, Int128 LowCharges, int Slope)
{
    /// <summary>What no size between can earn more than.</summary>
    public Int128 Bound => Int128.Min(HighProceeds - LowCost, MostNet) - LowCharges;
}
