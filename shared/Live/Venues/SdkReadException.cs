namespace Arbit.Live.Venues;

/// <summary>A question that a venue did not answer.</summary>
/// <param name="words">The venue's, or the transport's.</param>
/// <param name="isTransient">It may be asked again.</param>
internal sealed class SdkReadException(string words, bool isTransient) : Exception(words)
{
    public bool IsTransient => isTransient;
}
