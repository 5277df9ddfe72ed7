using System.Globalization;

namespace Arbit.Tests.Support;

/// <summary>
/// The one seed that every randomised test starts from: fixed, so that a build is the same everywhere; another by the
/// environment variable ARBIT_TEST_SEED, to search further or to see a failure again.
/// </summary>
public static class Seeds
{
    public const string Variable = "ARBIT_TEST_SEED";
    public const ulong Default = 20_260_109;

    public static ulong Current { get; } = Read(Environment.GetEnvironmentVariable(Variable));

    /// <exception cref="FormatException">The text is no seed: a wrong one would silently test something else.</exception>
    public static ulong Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Default;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new FormatException($"{Variable}='{text}' is no whole number from 0 to 2^64 - 1.");
    }
}
