using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Transfers;
using Arbit.Money;
using Arbit.Strategy.Transfers;

namespace Arbit.EdgeRunner.Commands;

/// <summary>transfers: those of a running Arbit. transfers quote --case FILE: which network a transfer would take, what it costs, and why every other one lost.</summary>
public static class TransfersCommand
{
    private static readonly Asset Gold = new("PAXG");

    public static Command Create()
    {
        var file = new Option<string?>("--case") { Description = "one wanted transfer with both ends' networks and the allow list, as one JSON object" };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var quote = new Command("quote", Description()) { file, json };
        quote.SetAction(parsed => parsed.GetValue(file) is { } path
            ? Quote(path, parsed.GetValue(json))
            : Output.Fail("a case is wanted: transfers quote --case FILE (asking the venues is not built yet)"));
        var url = RunningArbit.Url();
        var asJson = RunningArbit.Json();
        var command = new Command("transfers", "Money on its way between accounts: the transfers of a running Arbit, newest first") { url, asJson, quote };
        command.SetAction(parsed => RunningArbit.WithAsync(parsed.GetValue(url)!, arbit => ListAsync(arbit, parsed.GetValue(asJson))));
        return command;
    }

    private static async Task ListAsync(RunningArbit arbit, bool json)
    {
        var list = await arbit.GetAsync<TransferList>("/api/transfers").ConfigureAwait(false);
        if (json)
        {
            Output.WritePageJson(list);
            return;
        }

        if (list.Transfers.Count == 0)
            Console.WriteLine("none yet");
        foreach (var view in list.Transfers)
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"{view.Amount} {view.Asset} from {view.From} to {view.To}");
            Console.WriteLine($"{view.Id,-32} {what,-44} {(view.NeedsDecision ? "asks" : view.Outcome is { } outcome ? Output.Name(outcome) : Output.Name(view.State)),-10} {view.Step}");
        }
    }

    private static string Description()
        => "Which network a transfer takes, and why the others lost. Stablecoins go by the rules of a rebalance; "
            + $"{Gold} goes by those of a gold withdrawal, which a person approves. reason is one of {Names<TransferReason>()}; why is one of {Names<NetworkWhy>()}";

    private static string Names<T>()
        where T : struct, Enum
        => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static int Quote(string path, bool json)
    {
        TransferQuoteView view;
        TransferRequest request;
        try
        {
            using var document = JsonDocument.Parse(Capture.ReadAll(path));
            request = TransferCase.Read(document.RootElement);
            view = TransferQuoteView.Of(NetworkChoice.Of(request, RulesFor(request.Asset)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or FormatException
            or InvalidOperationException or ArgumentException or OverflowException)
        {
            return Output.Fail($"{path} is no transfer that can be quoted: {e.Message.ReplaceLineEndings(" ")}");
        }

        if (json)
            Output.WriteJson(view);
        else
            Print(request, view);
        return 0;
    }

    private static TransferRules RulesFor(Asset asset) => asset == Gold ? TransferRules.Gold : TransferRules.Rebalance;

    private static void Print(TransferRequest request, TransferQuoteView view)
    {
        var what = $"{request.Amount} {request.Asset} (${request.Dollars}) from {request.From} to {request.To}";
        Console.WriteLine(view.Chosen is null
            ? $"{what}: not moved, {Output.Name(view.Reason)}"
            : $"{what}: over {view.Chosen} for ${view.TotalCost}, {Output.Name(view.Reason)}{(RulesFor(request.Asset).AlwaysAsks ? "; a person approves it first" : "")}");
        foreach (var candidate in view.Candidates)
            Console.WriteLine($"    {candidate.Network,-12} fee {candidate.Fee ?? "?",-12} minutes {candidate.Minutes?.ToString(CultureInfo.InvariantCulture) ?? "?",-8} {Output.Name(candidate.Why)}");
    }
}
