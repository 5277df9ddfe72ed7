using System.Numerics;

namespace Arbit.Tests.Detection.Oracle;

/// <summary>A size and what it comes to, in 10^-60 of their assets.</summary>
internal sealed record OracleSize(BigInteger[] Quantities, BigInteger Cost, BigInteger Proceeds, BigInteger Charges)
{
    public BigInteger Net => Proceeds - Cost - Charges;
}
