using Xunit.Abstractions;

namespace Arbit.Tests.Venues.Mutations;

public sealed class KucoinMutationTests(ITestOutputHelper output) : MutationTests("kucoin", output);
