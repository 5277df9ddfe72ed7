using System.Globalization;
using System.Numerics;
using Arbit.Accounts;

namespace Arbit.Lending;

/// <summary>The little of Ethereum's ABI that lending needs: words of 32 bytes in hexadecimal (Solidity, contract ABI specification).</summary>
public static class AbiText
{
    private const int WordLength = 64;

    public static string Call(string selector, params string[] words) => $"0x{selector}{string.Concat(words)}";

    public static string Word(BigInteger value) => value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(WordLength, '0');

    public static bool IsAddress(string text) => text.Length == 42 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text[2..].All(char.IsAsciiHexDigit);

    /// <exception cref="FormatException">It is no address.</exception>
    public static string Address(string address)
        => IsAddress(address)
            ? address[2..].ToLowerInvariant().PadLeft(WordLength, '0')
            : throw new FormatException($"'{address}' is no address: 0x and 40 hexadecimal digits are wanted.");

    /// <exception cref="FundingUnansweredException">The answer is shorter, or no hexadecimal.</exception>
    public static BigInteger WordAt(string? answer, int index)
    {
        var start = 2 + (index * WordLength);
        return answer is not null && answer.Length >= start + WordLength ? Number(answer.Substring(start, WordLength)) : throw new FundingUnansweredException("the node's answer is too short");
    }

    /// <summary>A quantity as JSON-RPC writes it: <c>0x5208</c>.</summary>
    public static BigInteger Quantity(string? text)
        => text is { Length: > 2 } && text.StartsWith("0x", StringComparison.Ordinal) ? Number(text[2..]) : throw new FundingUnansweredException("the node's answer is no number");

    private static BigInteger Number(string hex)
        => BigInteger.TryParse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : throw new FundingUnansweredException("the node's answer is no number");
}
