using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace Arbit.Tests.Support;

/// <summary>Checks a statement over generated values, from <see cref="Seeds.Current"/>, and says with which seed it did so.</summary>
public sealed class Property(ITestOutputHelper output)
{
    public const int DefaultRuns = 1_000;

    // FsCheck's stream needs an odd second number; any will do as long as it stays the same.
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Fails with the counterexample and the seed where the predicate is false, or throws, for any generated value.</summary>
    public void Check<T>(string name, Gen<T> values, Func<T, bool> predicate, int runs = DefaultRuns)
        => Check(name, values.ToArbitrary(), predicate, runs);

    /// <summary>As above, with the counterexample shrunk as the arbitrary knows how.</summary>
    public void Check<T>(string name, Arbitrary<T> values, Func<T, bool> predicate, int runs = DefaultRuns)
    {
        var seed = $"{Seeds.Variable}={Seeds.Current}";
        output.WriteLine($"{name}: {runs} runs, {seed}");
        var verdict = new Verdict();
        var config = Config.Default
            .WithReplay(FSharpOption<FsCheck.Replay>.Some(new FsCheck.Replay(new Rnd(Seeds.Current, Gamma), FSharpOption<int>.None)))
            .WithMaxTest(runs)
            .WithRunner(verdict);
        FsCheck.Check.One(config, Prop.ForAll(values, predicate));
        Assert.True(verdict.Complaint is null, $"{name}: {verdict.Complaint} [{seed}]");
    }

    /// <summary>FsCheck's own runners write to the console, where a run under xunit shows nothing.</summary>
    private sealed class Verdict : IRunner
    {
        public string? Complaint { get; private set; } = "never ran";

        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult testResult)
        {
            Complaint = testResult switch
            {
                TestResult.Passed => null,
                TestResult.Failed failed => $"after {failed.Item1.NumberOfTests} runs with {string.Join(", ", failed.Item3)} ({failed.Item4})",
                _ => "too few generated values met the condition",
            };
        }
    }
}
