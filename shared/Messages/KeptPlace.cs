namespace Arbit.Messages;

/// <summary>How far a group has got in a partition.</summary>
/// <param name="Number">Of the last event behind which everything was handled.</param>
/// <param name="Offset">The same in the hub's own words.</param>
public sealed record KeptPlace(long Number, string Offset);
