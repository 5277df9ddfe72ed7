using System.CommandLine;
using Arbit.EdgeRunner.Commands;

var root = new RootCommand("Arbit: crypto arbitrage and hedging, on paper until told otherwise")
{
    RunCommand.Create(),
    ReplayCommand.Create(),
    DetectCommand.Create(),
    FitnessCommand.Create(),
    BenchCommand.Create(),
};
RunCommand.Configure(root);
return await root.Parse(args).InvokeAsync();
