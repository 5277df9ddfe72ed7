using System.CommandLine;
using System.Text.Json;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Detection.Cases;
using Arbit.EdgeRunner.Replay;

namespace Arbit.EdgeRunner.Commands;

/// <summary>detect --case FILE: every cycle and venue pair that is profitable before fees, taken or refused with its reason.</summary>
public static class DetectCommand
{
    public static Command Create()
    {
        var file = new Option<string>("--case") { Description = "books, balances and rules, as one JSON object", Required = true };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var command = new Command("detect", "Judge books handed over in a file") { file, json };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(string path, bool json)
    {
        IReadOnlyList<CandidateView> candidates;
        try
        {
            using var document = JsonDocument.Parse(Capture.ReadAll(path));
            candidates = new DetectionCase(document.RootElement).Judge();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or FormatException
            or KeyNotFoundException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return Output.Fail($"{path} is no case that can be judged: {e.Message.ReplaceLineEndings(" ")}");
        }

        if (json)
            Output.WriteJson(new { candidates });
        else
            Print(candidates);
        return 0;
    }

    private static void Print(IReadOnlyList<CandidateView> candidates)
    {
        Console.WriteLine($"{candidates.Count} profitable before fees, {candidates.Count(c => c.Taken)} taken");
        foreach (var candidate in candidates)
        {
            Console.WriteLine($"{(candidate.Taken ? "taken" : $"refused: {candidate.Reason}"),-28} {candidate.Kind,-10} net {candidate.Net} {candidate.StartAsset} ({candidate.NetBps} bps) on {candidate.Cost}");
            foreach (var leg in candidate.Legs)
                Console.WriteLine($"    {leg.Venue} {leg.Side} {leg.Quantity} {leg.Symbol} at {leg.Average}, limit {leg.Limit}, fee {leg.Fee} {leg.FeeAsset}");
        }
    }
}
