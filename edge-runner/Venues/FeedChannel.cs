namespace Arbit.EdgeRunner.Venues;

/// <summary>What is subscribed to of an instrument, each by itself. A closed list.</summary>
public enum FeedChannel : byte
{
    Book,
    Quote,
    Trade,
}
