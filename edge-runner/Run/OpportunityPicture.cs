using System.Globalization;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Page.State;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Run;

/// <summary>What is published of candidates, and of why they were refused.</summary>
internal static class OpportunityPicture
{
    public static OpportunityView Of(Opportunity seen) => new()
    {
        Id = seen.Id.ToString(CultureInfo.InvariantCulture),
        Time = UnixNanoseconds.ToTime(seen.LastSeenAt),
        Kind = seen.Path.Kind == PathKind.Cross ? OpportunityKind.Cross : OpportunityKind.Triangular,
        Route = RouteOf(seen.Path),
        NetBps = Shown.Number(seen.NetBps),
        Net = Shown.Number(seen.Net),
        StartAsset = seen.Start.Code,
        Size = Shown.Number(seen.Cost),
        Taken = seen.IsTaken,
        Reason = seen.IsTaken ? "taken" : Shown.Name(seen.Reason),
        Sentence = RefusalSentence.Of(seen.Reason),
        TimesSeen = seen.TimesSeen,
    };

    /// <summary>How often each reason has refused one.</summary>
    public static List<RefusalView> Refused(OpportunityLog log) => Enum.GetValues<RefusalReason>()
        .Where(reason => reason != RefusalReason.None && log.Refused(reason) > 0)
        .Select(reason => new RefusalView { Reason = Shown.Name(reason), Sentence = RefusalSentence.Of(reason), Count = log.Refused(reason) })
        .ToList();

    private static string RouteOf(CyclePath path) => path.Kind == PathKind.Cross
        ? string.Join(" → ", path.Legs.Select(leg => $"{leg.Instrument.Venue} {leg.Instrument.Symbol}"))
        : $"{path.Legs[0].Instrument.Venue}: {string.Join(" → ", path.Legs.Select(leg => leg.Spends))} → {path.Legs[0].Spends}";
}
