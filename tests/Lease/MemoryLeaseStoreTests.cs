using Arbit.EdgeRunner.Lease;

namespace Arbit.Tests.Lease;

public sealed class MemoryLeaseStoreTests : LeaseStoreContract
{
    private readonly MemoryLeaseStore _store;

    public MemoryLeaseStoreTests() => _store = new MemoryLeaseStore(Time);

    protected override ILeaseStore Open() => _store;
}
