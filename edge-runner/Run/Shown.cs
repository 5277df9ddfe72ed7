using System.Globalization;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>How what the engine keeps exactly is shown.</summary>
internal static class Shown
{
    /// <summary>To twelve decimals, half to even.</summary>
    public static decimal Number(Exact value) => value.Round(12, Rounding.HalfEven).ToDecimal();

    /// <summary>A closed set's value as JSON writes names.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..];
    }
}
