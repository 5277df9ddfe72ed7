using Arbit.Workflows;

namespace Arbit.Tests.Workflows;

internal sealed class RefusedForTestException() : RefusalException("no such thing");
