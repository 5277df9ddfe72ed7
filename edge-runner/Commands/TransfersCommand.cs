using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Arbit.Accounts;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Transfers;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Slow.Configuration;
using Arbit.Strategy.Transfers;
using Arbit.Workflows.Transfers;

namespace Arbit.EdgeRunner.Commands;

/// <summary>transfers: those of a running Arbit. transfers quote --case FILE: which network a transfer would take, what it costs, and why every other one lost; without a case the accounts of a running Arbit are asked.</summary>
public static class TransfersCommand
{
    private static readonly Asset Gold = new("PAXG");

    public static Command Create()
    {
        var file = new Option<string?>("--case") { Description = "one wanted transfer with both ends' networks and the allow list, as one JSON object" };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var asset = new Option<string?>("--asset") { Description = "without a case: what is moved, such as USDT" };
        var amount = new Option<string?>("--amount") { Description = "without a case: what is to arrive, in the asset" };
        var from = new Option<string?>("--from") { Description = "without a case: the venue that sends" };
        var to = new Option<string?>("--to") { Description = $"without a case: the venue that receives, or {TransferOrder.ColdWallet}" };
        var price = new Option<string>("--price") { Description = "without a case: dollars for one unit of the asset", DefaultValueFactory = _ => "1" };
        var at = RunningArbit.Url();
        var set = new Option<string[]>("--set") { Description = "any setting that the running one has, as Name=Value: the allow list is read from the same" };
        var quote = new Command("quote", Description()) { file, asset, amount, from, to, price, at, set, json };
        quote.SetAction((parsed, cancellation) => parsed.GetValue(file) is { } path
            ? Task.FromResult(Quote(path, parsed.GetValue(json)))
            : AskAsync(parsed.GetValue(at)!, [parsed.GetValue(asset), parsed.GetValue(amount), parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(price)], parsed.GetValue(set) ?? [], parsed.GetValue(json), cancellation));
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

    /// <summary>Asks the accounts of the one that runs.</summary>
    private static async Task<int> AskAsync(string url, string?[] wanted, string[] set, bool json, CancellationToken cancellation)
    {
        if (wanted.Contains(null) || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return Output.Fail("a case is wanted (--case FILE), or what is to be asked of the venues: --asset USDT --amount 600 --from binance --to kraken, and where Arbit runs (--url http://localhost:9109)");
        try
        {
            var order = new TransferOrder(new Asset(wanted[0]!), Amount.Parse(wanted[1]!), Price.Parse(wanted[4]!), new Venue(wanted[2]!), wanted[3]!, "", false, Amount.Zero, "");
            var settings = SettingsReader.Read(new SettingsOverrides(null, [], null, null, set));
            using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
            var request = await AskedTransfer.AskAsync(client, settings, order, cancellation).ConfigureAwait(false);
            Show(request, TransferQuoteView.Of(NetworkChoice.Of(request, TransferQuoting.RulesOf(order))), json);
            return 0;
        }
        catch (InvalidSettingsException e)
        {
            return Output.Fail($"the configuration cannot be run with:{Environment.NewLine}{e.Message}");
        }
        catch (Exception e) when (e is FundingRefusedException or FundingUnansweredException or FormatException or MoneyOverflowException or JsonException)
        {
            return Output.Fail($"it cannot be quoted: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static int Quote(string path, bool json)
    {
        TransferQuoteView view;
        TransferRequest request;
        try
        {
            using var document = JsonDocument.Parse(Capture.ReadAll(path));
            request = TransferCase.Read(document.RootElement);
            view = TransferQuoteView.Of(NetworkChoice.Of(request, TransferRules.For(request.Asset == Gold)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or FormatException
            or InvalidOperationException or ArgumentException or OverflowException)
        {
            return Output.Fail($"{path} is no transfer that can be quoted: {e.Message.ReplaceLineEndings(" ")}");
        }

        Show(request, view, json);
        return 0;
    }

    private static void Show(TransferRequest request, TransferQuoteView view, bool json)
    {
        if (json)
            Output.WriteJson(view);
        else
            Print(request, view);
    }

    private static void Print(TransferRequest request, TransferQuoteView view)
    {
        var what = $"{request.Amount} {request.Asset} (${request.Dollars}) from {request.From} to {request.To}";
        Console.WriteLine(view.Chosen is null
            ? $"{what}: not moved, {Output.Name(view.Reason)}"
            : $"{what}: over {view.Chosen} for ${view.TotalCost}, {Output.Name(view.Reason)}{(TransferRules.For(request.Asset == Gold).AlwaysAsks ? "; a person approves it first" : "")}");
        foreach (var candidate in view.Candidates)
            Console.WriteLine($"    {candidate.Network,-12} fee {candidate.Fee ?? "?",-12} minutes {candidate.Minutes?.ToString(CultureInfo.InvariantCulture) ?? "?",-8} {Output.Name(candidate.Why)}");
    }
}
