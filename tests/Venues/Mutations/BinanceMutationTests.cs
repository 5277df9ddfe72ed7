using Xunit.Abstractions;

namespace Arbit.Tests.Venues.Mutations;

public sealed class BinanceMutationTests(ITestOutputHelper output) : MutationTests("binance", output);
