using System.CommandLine;
using System.Globalization;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Commands;

/// <summary>mode: which one is on; mode BTC, mode GOLD: a flip to it.</summary>
public static class ModeCommand
{
    public static Command Create()
    {
        var wanted = new Argument<string?>("mode") { Description = "BTC or GOLD, to flip to it: the capital is divided anew and the bots buy and sell", Arity = ArgumentArity.ZeroOrOne };
        var url = RunningArbit.Url();
        var json = RunningArbit.Json();
        var command = new Command("mode", "The mode of a running Arbit; with BTC or GOLD, a flip to it") { wanted, url, json };
        command.SetAction(async parsed =>
        {
            var mode = TradingModes.Find(parsed.GetValue(wanted)?.ToUpperInvariant() ?? "");
            if (parsed.GetValue(wanted) is { } other && mode is null)
                return Output.Fail($"'{other}' is no mode; it is BTC or GOLD");
            return await RunningArbit.WithAsync(parsed.GetValue(url)!, arbit => mode is { } flip
                ? FlipAsync(arbit, flip, parsed.GetValue(json))
                : ShowAsync(arbit, parsed.GetValue(json))).ConfigureAwait(false);
        });
        return command;
    }

    internal static string Text(StateView state)
    {
        var name = state.Mode.Word();
        if (state.Epoch == 0)
            return $"{name}, as configured: no signal has set it";
        var since = state.ModeSince is { } time ? string.Create(CultureInfo.InvariantCulture, $", since {time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z") : "";
        return $"{name}, epoch {state.Epoch}{since}{(state.ModeBy is { } by ? $", by {by}" : "")}";
    }

    private static async Task ShowAsync(RunningArbit arbit, bool json)
    {
        var state = await arbit.GetAsync<StateView>("/api/state").ConfigureAwait(false);
        if (json)
            Output.WritePageJson(new { state.Mode, state.Epoch, state.ModeSince, state.ModeBy });
        else
            Console.WriteLine(Text(state));
    }

    private static async Task FlipAsync(RunningArbit arbit, TradingMode mode, bool json) =>
        Output.WriteSaid(await arbit.PostAsync("/api/mode", new WishRequest { Mode = mode }).ConfigureAwait(false), json);
}
