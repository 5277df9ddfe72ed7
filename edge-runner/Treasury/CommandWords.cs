using Arbit.Messages.Commands;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>A command in words and figures, for the audit.</summary>
internal static class CommandWords
{
    public static string Of(EdgeCommand command) => command switch
    {
        SetMode set => $"mode {set.Mode}, epoch {set.ModeEpoch}, shares {set.Shares.QBot}, {set.Shares.ABot}, {set.Shares.GBot} bps",
        Reserve reserve => $"reserve {reserve.Amount} {reserve.Asset} at {reserve.Place} as {reserve.Reservation}",
        Release release => $"release {release.Reservation}",
        Trade trade => $"{trade.Side} {trade.Symbol} at {trade.Venue} for up to {trade.Spend}",
        MoveMoney move => $"move {move.Amount} {move.Asset} from {move.From} to {move.To}, fee {move.Fee}",
        Credit credit => $"credit {credit.Amount} {credit.Asset} at {credit.Place}: {credit.Why}",
        RestrainTrading restrain => $"{restrain.Restraint}: {restrain.Reason}",
        _ => command.GetType().Name,
    };
}
