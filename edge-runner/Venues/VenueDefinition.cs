using System.Text.Json;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Venues;

/// <summary>What Arbit knows of one venue.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Codec">Makes the codec of one connection.</param>
/// <param name="Instruments">Reads its instrument list.</param>
/// <param name="Protocol">Makes what a connection to it has to know.</param>
/// <param name="QuoteProof">Compares its best quotes with a book, where the venue's numbering allows that.</param>
public sealed record VenueDefinition(
    string Name,
    Func<Venue, VenueCodec> Codec,
    Func<JsonElement, IReadOnlyList<ListedInstrument>> Instruments,
    Func<ConnectionOptions, IVenueProtocol> Protocol,
    Func<IQuoteProof>? QuoteProof)
{
    public Venue Venue => new(Name);
}
