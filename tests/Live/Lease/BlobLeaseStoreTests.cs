using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Live.Lease;
using Arbit.Tests.Lease;
using Arbit.Tests.Live.Support;
using Azure.Storage.Blobs;

namespace Arbit.Tests.Live.Lease;

/// <summary>Leases on blobs keep to what every lease store keeps to, on Azurite. The clock is told; the emulator's own goes on.</summary>
public sealed class BlobLeaseStoreTests : LeaseStoreContract, IClassFixture<Azurite>
{
    private static readonly LeaseTerms Terms = new("first", TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(3));

    private readonly BlobContainerClient _container;

    public BlobLeaseStoreTests(Azurite azurite)
    {
        azurite.Require();
        _container = new BlobContainerClient(azurite.ConnectionString, $"lease-{Guid.NewGuid():N}", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2022_11_02));
        _container.Create();
    }

    [SkippableFact]
    public async Task Of_many_who_ask_at_once_for_one_that_has_run_out_one_gets_it()
    {
        await TakeAsync(Open(), Terms);
        Time.Advance(Terms.Ttl);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => TakeAsync(Open(), Terms with { Owner = $"asker {number}" })));
        var holder = Assert.Single(answers, answer => answer.IsHolder);
        Assert.Equal(holder.Holder, (await TakeAsync(Open(), Terms with { Owner = "late" })).Holder);
    }

    [SkippableFact]
    public async Task Of_many_who_ask_at_once_for_one_that_was_never_held_one_gets_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => TakeAsync(Open(), Terms with { Owner = $"asker {number}" })));
        Assert.Single(answers, answer => answer.IsHolder);
    }

    [SkippableFact]
    public async Task Nobody_but_the_holder_can_write_it()
    {
        await TakeAsync(Open(), Terms);
        var refusal = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => _container.GetBlobClient("trading.lease").UploadAsync(BinaryData.FromString("{}"), overwrite: true));
        Assert.Equal("LeaseIdMissing", refusal.ErrorCode);
    }

    [SkippableFact]
    public async Task Out_of_reach_whether_it_was_taken_is_not_known()
    {
        var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2022_11_02);
        options.Retry.MaxRetries = 0;
        var away = new BlobLeaseStore(new BlobContainerClient("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=dGVzdA==;BlobEndpoint=http://127.0.0.1:1/a", "leases", options), Time);
        await Assert.ThrowsAsync<LeaseStoreException>(() => TakeAsync(away, Terms));
    }

    protected override ILeaseStore Open() => new BlobLeaseStore(_container, Time);
}
