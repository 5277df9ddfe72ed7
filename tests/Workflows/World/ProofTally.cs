using System.Globalization;
using Arbit.Tests.Workflows.Harness;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.World;

/// <summary>How much all proofs of this run have gone through until now.</summary>
internal static class ProofTally
{
    private static readonly Lock Gate = new();
    private static int _scenarios;
    private static int _prefixes;
    private static int _kills;

    public static void Add(ITestOutputHelper output, string scenario, ProofFigures figures)
    {
        lock (Gate)
        {
            _scenarios++;
            _prefixes += figures.Prefixes;
            _kills += figures.Kills;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenario}: {figures.Prefixes} prefixes, {figures.Kills} kills, {figures.Keys} keys; until now {_scenarios} scenarios, {_prefixes} prefixes, {_kills} kills"));
        }
    }
}
