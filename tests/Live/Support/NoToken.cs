using Azure.Core;
using Azure.Identity;

namespace Arbit.Tests.Live.Support;

/// <summary>Who has no identity, as on a machine outside of Azure.</summary>
internal sealed class NoToken : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new CredentialUnavailableException("there is no identity here");

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new CredentialUnavailableException("there is no identity here");
}
