using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>The rate between two moneys as it stands now: looked up once by a path, kept current by whoever measures it.</summary>
public sealed class ConversionCell
{
    /// <summary>Null while none is known.</summary>
    public Conversion? Current { get; set; }
}
