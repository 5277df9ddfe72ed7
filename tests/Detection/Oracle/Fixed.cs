using System.Globalization;
using System.Numerics;

namespace Arbit.Tests.Detection.Oracle;

/// <summary>
/// The oracle's numbers: whole numbers of 10^-60, without bounds. A price, a quantity and a fee of up to eighteen decimals each
/// multiply inside it without a digit lost.
/// </summary>
internal static class Fixed
{
    public const int Decimals = 60;

    public static readonly BigInteger One = BigInteger.Pow(10, Decimals);

    /// <summary>10^-26: what amounts between legs are counted in.</summary>
    public static readonly BigInteger AmountUnit = BigInteger.Pow(10, Decimals - 26);

    public static BigInteger Of(decimal value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    public static BigInteger Parse(string text)
    {
        var parts = text.Split('.');
        var fraction = parts.Length > 1 ? parts[1] : "";
        return BigInteger.Parse(parts[0] + fraction, CultureInfo.InvariantCulture) * BigInteger.Pow(10, Decimals - fraction.Length);
    }

    /// <summary>Exact where the decimals of both together are at most sixty, which every price × quantity × fee here is.</summary>
    public static BigInteger Times(BigInteger a, BigInteger b)
    {
        var product = BigInteger.DivRem(a * b, One, out var cut);
        Assert.True(cut.IsZero, "the oracle would have rounded");
        return product;
    }

    public static BigInteger Floor(BigInteger a, BigInteger unit) => a - (((a % unit) + unit) % unit);

    public static BigInteger Ceiling(BigInteger a, BigInteger unit) => -Floor(-a, unit);
}
