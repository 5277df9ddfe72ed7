using System.CommandLine;
using Arbit.EdgeRunner.Commands;

var root = new RootCommand("Arbit: crypto arbitrage and hedging, on paper until told otherwise")
{
    ReplayCommand.Create(),
    DetectCommand.Create(),
    FitnessCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
