using Arbit.EdgeRunner.Risk;
using Arbit.Tests.Journal;

namespace Arbit.Tests.Risk;

public sealed class HaltRequestsTests
{
    [Fact]
    public void A_file_named_HALT_asks_as_long_as_it_lies_there()
    {
        using var directory = new TemporaryDirectory();
        using var requests = new HaltRequests(directory.Path);
        Assert.Null(requests.Pending());
        File.WriteAllText(directory.File(HaltRequests.FileName), "");
        Assert.Equal("a file named HALT lies in the data directory", requests.Pending());
        Assert.NotNull(requests.Pending());
        File.Delete(directory.File(HaltRequests.FileName));
        Assert.Null(requests.Pending());
    }
}
