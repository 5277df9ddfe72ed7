using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Detection.Cases;
using Arbit.Strategy;
using Arbit.Tests.Detection.Oracle;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Detection;

/// <summary>What the product finds, sizes and prices, against everything tried one by one in exact numbers.</summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 3_000, 60)]
    [InlineData(1, 600, 400)]
    [InlineData(2, 40, 6_000)]
    [InlineData(3, 1_500, 60, "BNB")]
    [InlineData(4, 200, 400, "BNB")]
    public void Every_case_comes_to_what_trying_every_size_comes_to(int stream, int cases, int lotsPerSize, string? feeIn = null)
    {
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < cases; i++)
        {
            var seed = unchecked((int)(Seeds.Current + ((ulong)stream * 1_000_003) + (ulong)i));
            var file = new CaseGenerator(new Random(seed), lotsPerSize, feeIn).Next();
            try
            {
                Compare(file, tally);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"case seed {seed}, {lotsPerSize} lots [{Seeds.Variable}={Seeds.Current}]: {e.Message}\n{file.Json()}", e);
            }
        }

        output.WriteLine($"{Seeds.Variable}={Seeds.Current}, {cases} cases: {string.Join(", ", tally.Select(t => $"{t.Key} {t.Value}"))}");
        Assert.True(tally["taken"] > cases / 20, "opportunities were taken");
    }

    private static void Compare(JudgedCase file, SortedDictionary<string, int> tally)
    {
        var found = Judge(file);
        var expected = OracleSearch.Paths(file).Where(path => path.IsProfitableBeforeFees).ToLookup(path => path.Key, StringComparer.Ordinal);
        Assert.Equal(expected.Select(path => path.Key).Order(StringComparer.Ordinal), found.Select(Key).Order(StringComparer.Ordinal));
        foreach (var candidate in found)
        {
            var path = expected[Key(candidate)].Single(path => path.Legs[0].Spends == candidate.StartAsset && Named(path.Legs[0], candidate.Legs[0]));
            AssertStartIsTheRichest(file, candidate, expected[Key(candidate)]);
            Judge(file, path, candidate);
            var name = candidate.Taken ? "taken" : candidate.Reason.ToString()!;
            tally[name] = tally.GetValueOrDefault(name) + 1;
        }
    }

    private static void Judge(JudgedCase file, OraclePath path, CandidateView candidate)
    {
        var best = path.Best();
        if (best is null)
        {
            Assert.False(candidate.Taken, $"{path.Key} has no size, and was taken");
            return;
        }

        var told = $"{path.Key} {candidate.Reason}";
        Assert.True(best.Quantities.SequenceEqual(candidate.Legs.Select(leg => Fixed.Parse(leg.Quantity))), $"{told}: quantities {string.Join(", ", candidate.Legs.Select(l => l.Quantity))}, best {string.Join(", ", best.Quantities.Select(Text))}");
        Assert.Equal((Text(best.Cost), Text(best.Proceeds), Text(best.Net)), (Text(Fixed.Parse(candidate.Cost)), Text(Fixed.Parse(candidate.Proceeds)), Text(Fixed.Parse(candidate.Net))));
        Assert.Equal(NetBps(best), candidate.NetBps);
        var pays = best.Net.Sign > 0 && best.Net * 10_000 * Fixed.One >= best.Cost * Fixed.Of(file.ThresholdBps);
        RefusalReason? reason = path.IsStale ? RefusalReason.StaleQuote
            : !pays ? RefusalReason.BelowThreshold
            : LimitRules.CanLose(path, best) ? RefusalReason.LossAtLimits : null;
        Assert.True(reason == candidate.Reason, $"{told}: {reason} is expected");
        Assert.Equal(reason is null, candidate.Taken);
        if (candidate.Taken)
            LimitRules.AssertKept(path, best, candidate);
    }

    private static void AssertStartIsTheRichest(JudgedCase file, CandidateView candidate, IEnumerable<OraclePath> starts)
    {
        var allowed = starts.Where(path => JudgedCase.Dollars.Contains(path.Start)).ToList();
        if (allowed.Count == 0)
            allowed = [.. starts];
        Assert.Contains(candidate.StartAsset, allowed.Select(path => path.Start));
        var most = allowed.Max(path => path.Legs[0].Balance!.Value);
        Assert.Equal(most, Fixed.Of(file.Balances.GetValueOrDefault((candidate.Legs[0].Venue, candidate.StartAsset))));
    }

    private static IReadOnlyList<CandidateView> Judge(JudgedCase file)
    {
        using var document = JsonDocument.Parse(file.Json());
        return new DetectionCase(document.RootElement).Judge();
    }

    private static string Key(CandidateView candidate)
    {
        var names = candidate.Legs.Select(leg => $"{leg.Venue} {leg.Symbol} {leg.Side}");
        return string.Join(" | ", candidate.Kind == "cross" ? names : names.Order(StringComparer.Ordinal));
    }

    private static bool Named(OracleLeg leg, CandidateLegView view) => leg.Instrument.Symbol == view.Symbol && leg.Instrument.Venue == view.Venue;

    private static string NetBps(OracleSize size)
        => Text(Fixed.Floor(size.Net * 10_000 * Fixed.One / size.Cost, BigInteger.Pow(10, Fixed.Decimals - 8)));

    private static string Text(BigInteger value)
    {
        var digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(Fixed.Decimals + 1, '0');
        var text = $"{digits[..^Fixed.Decimals]}.{digits[^Fixed.Decimals..]}".TrimEnd('0').TrimEnd('.');
        return value.Sign < 0 ? "-" + text : text;
    }
}
