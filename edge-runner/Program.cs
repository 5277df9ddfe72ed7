using System.CommandLine;
using Arbit.EdgeRunner.Commands;

var root = new RootCommand("Arbit: crypto arbitrage and hedging, on paper until told otherwise")
{
    RunCommand.Create(),
    SlowCommand.Create(),
    ReplayCommand.Create(),
    DetectCommand.Create(),
    StatusCommand.Create(),
    HealthCommand.Create(),
    ModeCommand.Create(),
    SweepCommand.Create(),
    ApproveCommand.Create(),
    WorkflowsCommand.Create(),
    TransfersCommand.Create(),
    ConvertCommand.Create(),
    FitnessCommand.Create(),
    BacktestCommand.Create(),
    BenchCommand.Create(),
    SimulateCommand.Create(),
    VenuesCommand.Create(),
};
foreach (var command in TradingCommand.Create())
    root.Add(command);
#if LIVE
root.Add(Arbit.EdgeRunner.Live.Commands.ConfirmCommand.Create());
#endif
RunCommand.Configure(root);

// Ending takes as long as what is open takes to close, and a host's own patience; killed before that, a recording has no end.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
