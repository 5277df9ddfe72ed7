using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.Tests.Venues.Connections;

public sealed class ReconnectBackoffTests
{
    [Fact]
    public void Doubles_from_three_seconds_to_sixty_with_at_most_a_quarter_of_jitter()
    {
        var backoff = new ReconnectBackoff(new ConnectionOptions(), new Random(11));
        foreach (var seconds in new[] { 3, 6, 12, 24, 48, 60, 60, 60 })
        {
            Assert.True(backoff.TryNext(out var wait));
            Assert.InRange(wait.TotalSeconds, seconds, Math.Min(60, seconds * 1.25));
        }

        backoff.Reset();
        Assert.True(backoff.TryNext(out var first));
        Assert.InRange(first.TotalSeconds, 3, 3.75);
    }

    [Fact]
    public void Gives_up_after_the_most_retries_in_a_row()
    {
        var backoff = new ReconnectBackoff(new ConnectionOptions { MostRetries = 2 }, new Random(11));

        Assert.True(backoff.TryNext(out _) && backoff.TryNext(out _));
        Assert.False(backoff.TryNext(out _));
        backoff.Reset();
        Assert.True(backoff.TryNext(out _));
    }
}
