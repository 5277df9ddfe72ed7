using System.CommandLine;
using System.Globalization;
using Arbit.EdgeRunner.Page.State;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Commands;

/// <summary>status: how a running Arbit stands.</summary>
public static class StatusCommand
{
    public static Command Create()
    {
        var url = RunningArbit.Url();
        var json = RunningArbit.Json();
        var command = new Command("status", "How a running Arbit stands: trading, mode, fuel, inventory, what waits for a person") { url, json };
        command.SetAction(parsed => RunningArbit.WithAsync(parsed.GetValue(url)!, async arbit =>
        {
            var state = await arbit.GetAsync<StateView>("/api/state").ConfigureAwait(false);
            if (parsed.GetValue(json))
                Output.WritePageJson(new { state.Trading, state.Lease, state.Mode, state.Epoch, state.ModeSince, state.ModeBy, state.Fuel, state.Value, state.Pnl.NetRealised, state.Inventory, state.Workflows, state.Signals, state.Ledger });
            else
                Print(state);
        }));
        return command;
    }

    private static void Print(StateView state)
    {
        Console.WriteLine($"trading    {Output.Name(state.Trading.State)}: {state.Trading.Reason}");
        Console.WriteLine($"mode       {ModeCommand.Text(state)}");
        Console.WriteLine(state.Fuel is { } fuel
            ? Invariant($"fuel       Q-Bot {fuel.QBotShare:0.##} % ${fuel.QBotUsd:0.00}, A-Bot {fuel.ABotShare:0.##} % ${fuel.ABotUsd:0.00}, G-Bot {fuel.GBotShare:0.##} % ${fuel.GBotUsd:0.00}, of ${fuel.CapitalUsd:0.00}")
            : "fuel       the capital is not divided");
        Console.WriteLine(Invariant($"ledger     {state.Ledger.Breaks} breaks in {state.Ledger.Checks} checks; net ${state.Pnl.NetRealised:0.00}"));
        foreach (var account in state.Inventory?.Accounts ?? [])
        {
            Console.WriteLine(account.TargetUsd is { } target
                ? Invariant($"account    {account.Venue,-10} ${account.ValueUsd:0.00}, measured ${account.MeasuredUsd:0.00} of ${target:0.00}, {account.DriftPoints:+0.0;-0.0;0.0} points{(account.IsOver ? ", over" : "")}")
                : Invariant($"account    {account.Venue,-10} ${account.ValueUsd:0.00}"));
        }

        if (!state.HasSlowSide)
            Console.WriteLine("workflows  no slow side runs beside this Arbit");
        else
            Console.WriteLine($"workflows  {state.Workflows.Count(view => view.State == WorkflowState.Running)} under way");
        foreach (var view in state.Workflows.Where(view => view.NeedsDecision))
            Console.WriteLine($"waits      arbit approve {view.Id}: {view.Question}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
