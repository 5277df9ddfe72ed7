using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Run;
using Arbit.Money;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>A back-test that has ended: where its result and its report are made from.</summary>
public sealed class BacktestOutcome
{
    internal BacktestOutcome(
        IReadOnlyList<CaptureSurvey> surveys,
        IReadOnlyList<string> assumptions,
        long from,
        long until,
        EngineCore core,
        EngineAssembly assembly,
        BacktestWatch watch,
        IReadOnlyList<(Asset Asset, Amount Amount)> opening,
        Amount startValue,
        byte[] decisionsHash)
        => (Surveys, Assumptions, From, Until, Core, Assembly, Watch, Opening, StartValue, DecisionsHash) = (surveys, assumptions, from, until, core, assembly, watch, opening, startValue, decisionsHash);

    public IReadOnlyList<string> Assumptions { get; }

    public long From { get; }

    public long Until { get; }

    public EngineCore Core { get; }

    internal EngineAssembly Assembly { get; }

    internal IReadOnlyList<CaptureSurvey> Surveys { get; }

    internal BacktestWatch Watch { get; }

    internal IReadOnlyList<(Asset Asset, Amount Amount)> Opening { get; }

    internal Amount StartValue { get; }

    internal byte[] DecisionsHash { get; }

    public BacktestResult Result => BacktestResult.Of(this);
}
