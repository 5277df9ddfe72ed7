using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Run;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>One process of the bot, from its start to its end: all of it is forgotten afterwards, as a process forgets.</summary>
internal sealed class Life : IDisposable
{
    /// <summary>Less often than live: nothing is decided between two of them that an order does not bring about anyway.</summary>
    private const long TimerEvery = 50_000_000;

    private readonly EngineAssembly _assembly;

    public Life(ArbitSettings settings, SessionDescription session, IExecutionLog log, IOrderGateway gateway, IOutbox outbox, PaperVenue paper, Action<AuditLine>? audited)
    {
        _assembly = new EngineAssembly(settings, session);
        _assembly.Audit.Added += audited;
        Core = _assembly.Build(log, gateway, outbox);
        Engine = new SteppedEngine(Core, paper, TimerEvery);
    }

    public EngineCore Core { get; }

    public SteppedEngine Engine { get; }

    public TradeBook Book => Core.Book;

    public byte[] Hash() => _assembly.Audit.CurrentHash();

    public void Dispose() => _assembly.Audit.Dispose();
}
