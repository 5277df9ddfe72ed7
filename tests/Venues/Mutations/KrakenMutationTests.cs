using Xunit.Abstractions;

namespace Arbit.Tests.Venues.Mutations;

public sealed class KrakenMutationTests(ITestOutputHelper output) : MutationTests("kraken", output);
