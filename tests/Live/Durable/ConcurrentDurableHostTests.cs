namespace Arbit.Tests.Live.Durable;

/// <summary>The same with turns and activities beside each other, as the dispatchers take them.</summary>
public sealed class ConcurrentDurableHostTests : DurableHostTests
{
    private protected override bool IsStepped => false;
}
